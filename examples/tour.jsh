// A tour that runs by itself: examples/jshell examples/tour.jsh
var web = Container.of("web", "nginx:1.27").publish(80)
var edge = ec2.fleet("edge").hosts(2).container(web).build()
void say(Object title, Object what) { System.out.println("\n" + title + "\n" + what); }

say("A plan, with an address for the container of each host:", edge.plan())

var motd = HostRenderer.of("motd", (plan, profile) -> HostConfig.builder().file("/etc/motd", 0644, "I am " + plan.name() + "\n").build())
var config = Renderers.standard().with(motd).render(edge.plan().hosts().get(0), HostProfile.DEFAULT)
say("Files of the first host, with one of a renderer in one line:", config.files())

var fleet = edge.launch()
say("Launched:", fleet)
say("Launched again:", edge.launch().report())

String refusal(Runnable call) { try { call.run(); return "nothing"; } catch (RuntimeException e) { return e.getMessage(); } }
say("What t3.micro says to an address run of /126:", refusal(() -> ec2.fleet("small").hosts(1).instanceType("t3.micro").blockSource(BlockSource.addressRun(126)).plan()))
say("What the running fleet says to another type:", refusal(() -> ec2.fleet("edge").hosts(2).container(web).instanceType("t3.micro").launch()))

say("Ended:", fleet.terminate())
/exit
