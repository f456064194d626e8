"""NASA's generated client, which has an operation for each of Part 2."""
import unity_sps_ogc_processes_api_python_client as unity
from unity_sps_ogc_processes_api_python_client.exceptions import ApiException
from unity_sps_ogc_processes_api_python_client.models.ogcapppkg import Ogcapppkg
from world import ANA, APPLICATION_PACKAGE, World, application_package


class Unity(World):
    def setUp(self):
        super().setUp()
        self.dru = unity.DRUApi(unity.ApiClient(unity.Configuration(host=self.url, access_token=ANA)))

    def deploy(self, title='A process', **options):
        return self.dru.deploy_processes_post_without_preload_content(ogcapppkg=Ogcapppkg.from_dict(application_package('greet', title)), **options)

    def test_deploy_replace_and_undeploy_are_answered_as_its_description_says(self):
        self.assertEqual(201, self.deploy(_content_type=APPLICATION_PACKAGE).status)
        package = Ogcapppkg.from_dict(application_package('greet', 'Another title'))
        self.dru.replace_processes_process_id_put('greet', package, _content_type=APPLICATION_PACKAGE)
        self.assertEqual('Another title', self.ask('GET', '/processes/greet').json['title'])
        self.dru.undeploy_processes_process_id_delete('greet')
        self.assertEqual(404, self.ask('GET', '/processes/greet').status)

    def test_a_second_deployment_is_an_exception_with_the_status_409(self):
        self.deploy(_content_type=APPLICATION_PACKAGE)
        with self.assertRaises(ApiException) as refused:
            self.dru.deploy_processes_post(ogcapppkg=Ogcapppkg.from_dict(application_package('greet')), _content_type=APPLICATION_PACKAGE)
        self.assertEqual(409, refused.exception.status)

    def test_a_process_of_the_double_is_an_exception_with_the_status_403(self):
        with self.assertRaises(ApiException) as refused:
            self.dru.undeploy_processes_process_id_delete('echo')
        self.assertEqual(403, refused.exception.status)

    def test_its_own_media_type_is_a_415_except_where_a_world_takes_what_the_MAAP_API_takes(self):
        self.assertEqual(415, self.deploy().status)
